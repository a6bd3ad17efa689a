# options:
"""What the type checker finds beside arguments: nothing of it needs to run."""

def total(numbers: list[int]) -> int:
    result = 0
    for number in numbers:
        result += number
    return result

total(["a"])
total(3)
for x in 3:
    print(x)
len(1, 2)
(1)()
"a" + 1
[1][0].upper()
not_used = "a" % "b" - 1
for letter in "abc":
    print(letter)
