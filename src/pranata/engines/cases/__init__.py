"""Cases: what somebody outside brings to the office and the law's clock runs on (Perkara Layanan).

An engine without a table of its own but the series of numbers: a capability takes the abstract models of ``models``,
declares its kind in ``registry.declare`` when its app is ready, and wraps ``actions`` with its own verbs and ``Flow``.
What its doors show stands in ``queries`` (inbox), ``tracking`` (the public), ``statistics``, ``feed`` and ``letters``.
Everything personal of a case is sealed with the case's own key; erasing destroys the key, the number stays.
"""
