"""Many offices seen from above (Pandangan Nasional): how measures are spread, and snapshots of offices that run alone.

A province and KPU RI read readings and issued reports of the offices below them, never the work itself. ``queries``
reads, ``actions.distributing`` keeps the distributions that pages show, so that a page costs the same for 50 offices as
for 553. An office with an installation of its own hands up a signed snapshot: ``snapshots`` writes and opens the file.
"""
