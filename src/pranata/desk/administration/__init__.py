"""The administrator's pages: accounts, roles, offices, queue, storage, audit."""
