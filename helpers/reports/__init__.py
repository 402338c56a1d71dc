"""Run the notebooks, write what they show as pages, and verify that a rerun gives the same."""
