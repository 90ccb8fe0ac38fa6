"""Orrery's model in PyTorch: makes the golden files, is the peer in speed comparisons, trains on GPUs.

The Swift program never needs it. Checkpoint folders are the same on both sides.
"""
