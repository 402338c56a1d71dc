"""Run the saved notebooks again and say whether they show the same: python -m helpers.verify."""

import sys

from helpers.reports.commands import prepare_command
from helpers.reports.verify import verify_command

if __name__ == "__main__":
    prepare_command()
    sys.exit(verify_command())
