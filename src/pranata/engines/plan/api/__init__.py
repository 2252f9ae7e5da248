"""The plan for programs: what anyone may read (``public``), what a token reads (``reading``), writes, and proves."""

from pranata.engines.plan.api.months import router as months
from pranata.engines.plan.api.proofs import router as proofs
from pranata.engines.plan.api.public import router as public
from pranata.engines.plan.api.reading import router as reading

__all__ = ["months", "proofs", "public", "reading"]
