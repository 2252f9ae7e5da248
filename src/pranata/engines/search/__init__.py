"""One search over documents and registers, for staff and for anyone (Pencarian).

Start in ``queries.py``: ``search()``. Records are fed by ``actions.put`` from the actions that write them; what stands
in the index of each says ``sources.py``. The only place for SQL of one database is ``back_ends.py``.
"""
