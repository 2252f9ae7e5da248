"""Follow-ups (Tindak Lanjut): what was recommended, who does it by when, what proves it, who closed it.

What is not closed goes on over the years. Begin with ``models.FollowUp``; every write is in ``actions``, where they
come from in ``sources``.
"""
