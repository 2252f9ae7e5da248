"""Mapping, harmonisation, revision and drafting of the office's regulations (decree 2.1.1 to 2.4.1).

The mapping (``LegalProduct``) is the one place where a regulating or stipulating document is counted, once. What is
wrong with one is a ``Finding``; what is to be made or revised a ``ProgramItem`` that goes through its stages and ends
in a row of the mapping. Begin with ``models``, then ``actions``.
"""
