"""The check at start-up: the files of metadata and of names of kinds can be used."""

from django.core.checks import Error, register

from pranata.areas.regulation.jdih.metadata import known_names, metadata_types
from pranata.engines.deadlines.rows import DataFault


@register
def check_jdih_data(app_configs: object = None, **kwargs: object) -> list[Error]:
    """One error for each file that cannot be used."""
    faults = []
    for number, read in enumerate((metadata_types, known_names), 1):
        try:
            read()
        except DataFault as fault:
            faults.append(Error(str(fault), hint="data/jdih/README.md", id=f"jdih.E00{number}"))
    return faults
