"""The staff pages of documents: list, one document, its versions, relations and numbers."""
