"""Reads of the plan used by its pages, exports and open data; each costs a fixed number of queries."""

from pranata.engines.plan.queries.detail import SubactivityDetail, subactivity_detail
from pranata.engines.plan.queries.listing import adopted_revisions, public_plans, remark_counts
from pranata.engines.plan.queries.matrix import (
    INTERPRETED,
    NOBODY,
    ActivityGroup,
    AreaSummary,
    Matrix,
    Totals,
    plan_matrix,
)
from pranata.engines.plan.queries.reading import plan_reading
from pranata.engines.plan.queries.rows import GRAVEST_FIRST, SubactivityRow, worst

__all__ = [
    "GRAVEST_FIRST",
    "INTERPRETED",
    "NOBODY",
    "ActivityGroup",
    "AreaSummary",
    "Matrix",
    "SubactivityDetail",
    "SubactivityRow",
    "Totals",
    "adopted_revisions",
    "plan_matrix",
    "plan_reading",
    "public_plans",
    "remark_counts",
    "subactivity_detail",
    "worst",
]
