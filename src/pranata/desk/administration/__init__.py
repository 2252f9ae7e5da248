"""The administrator's pages: accounts, roles, offices, queue, storage, audit.

What concerns one office is open to whoever holds the permission there. What concerns the whole installation (the queue
of background work, the disk, the database) has no office; it is shown to an administrator of KPU RI, or of the office
that alone uses the installation: ``tabs.cares_for_installation``. Elsewhere it is the operator's, on the command line.
"""
