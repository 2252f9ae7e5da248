"""Every write on SOPs: ``versions`` (what happens to one), ``tables`` (its steps), ``use`` (watched and evaluated)."""
