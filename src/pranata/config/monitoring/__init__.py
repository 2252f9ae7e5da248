"""What machines ask of a running installation: does it live, is it ready, how does it do (docs/operations.md)."""
