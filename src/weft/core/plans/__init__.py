"""What two mean to do together: offered, agreed, looked forward to, and lived."""
