"""What registers, documents and archives of the demonstration's office hold, told once by the actions people use."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pranata.config.demo.archiving import fill_archiving
from pranata.config.demo.jdih import fill_jdih
from pranata.config.demo.legal_products import fill_legal_products
from pranata.config.demo.offerings import fill_offerings
from pranata.config.demo.processes import fill_processes
from pranata.config.demo.satisfaction import fill_satisfaction
from pranata.config.demo.sops import fill_sops

if TYPE_CHECKING:
    from pranata.base.access.models import User
    from pranata.base.org.models import Office


def fill_capabilities(office: Office, by: User) -> None:
    """Fill each; ``by`` may do all of it."""
    papers = (fill_jdih, fill_legal_products, fill_processes, fill_sops)
    for fill in (*papers, fill_offerings, fill_satisfaction, fill_archiving):
        fill(office, by)
