"""Evidence (Bukti): one item, many uses. A file, a link with its captured copy, or a record of a capability; with date,
validity, archive class and confidentiality. Begin with ``models.Evidence``; every write is in ``actions``."""
