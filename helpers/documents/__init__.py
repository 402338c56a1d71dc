"""Read saved statements and what is known of them; take off the page; list every repair."""

from helpers.documents.read import choose_document, list_repairs, read_document, read_documents

__all__ = [
    "choose_document",  # one statement: the one named, else the newest
    "list_repairs",  # every change made to the saved pages
    "read_document",  # one statement, whatever folder it lies in
    "read_documents",  # every statement of a folder, and why a file is not one
]
