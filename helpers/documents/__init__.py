"""Read saved statements and what is known of them; take off the page; list every repair."""

from helpers.documents.read import choose_document, list_repairs, read_document, read_documents

__all__ = ["choose_document", "list_repairs", "read_document", "read_documents"]
