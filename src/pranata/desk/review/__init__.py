"""Pages on which a read decree becomes a plan to adopt: import, review of the reader's remarks, mending of a draft.

Start at ``urls.py``. ``remarks.py`` shows and decides remarks, ``rows.py`` and ``tree.py`` change the draft's rows,
``decree.py`` its decree; what they change together stands in ``actions.py``.
"""
