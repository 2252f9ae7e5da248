"""The registers of documents keep what every register promises."""

from pranata.engines.documents.register import DOCUMENTS, KEPT, PATTERNS
from pranata.engines.documents.tests.factories import DocumentFactory, NumberPatternFactory, ReservedNumberFactory
from pranata.engines.registers.tests.kit import register_kit

test_documents = register_kit(DOCUMENTS, DocumentFactory, editor="kasubbag")
test_patterns = register_kit(PATTERNS, NumberPatternFactory, editor="secretary")
test_kept_numbers = register_kit(KEPT, ReservedNumberFactory, editor="kasubbag")
