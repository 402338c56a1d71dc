"""Settings of JupyterLab for this project (jupyter lab --config=this file).

File > Save and Export Notebook As > HTML gives the same page as `make reports`, and the program
asks nothing of the outside: no news, no check for updates, no list of extensions.
"""

from pathlib import Path

c = get_config()  # noqa: F821  (JupyterLab provides it)

c.TemplateExporter.extra_template_basedirs = [str(Path(__file__).resolve().parent)]
c.HTMLExporter.template_name = "template"

c.LabApp.news_url = None
c.LabApp.check_for_updates_class = "jupyterlab.handlers.announcements.NeverCheckForUpdate"
c.LabApp.extension_manager = "readonly"

c.KernelManager.transport_encryption = "auto"  # what a kernel says is for this program only
