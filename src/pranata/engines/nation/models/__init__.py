"""Distributions of readings over the offices below one, and snapshots received from offices that run alone."""

from pranata.engines.nation.models.distributions import Distribution
from pranata.engines.nation.models.snapshots import Signer, Snapshot, SnapshotReport

__all__ = ["Distribution", "Signer", "Snapshot", "SnapshotReport"]
