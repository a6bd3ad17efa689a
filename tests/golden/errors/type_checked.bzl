# options:
"""What the type checker finds beside arguments: nothing of it needs to run."""

def total(numbers: list[int]) -> int:
    result = 0
    for number in numbers:
        result += number
    return result

total(["a"])
total(3)
len(1, 2)
[1][0].upper()
