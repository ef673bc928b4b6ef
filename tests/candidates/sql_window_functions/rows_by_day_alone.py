# fails: A B
QUERY = """
SELECT account, day, payment_id, amount,
       SUM(amount) OVER (PARTITION BY account ORDER BY day ROWS UNBOUNDED PRECEDING),
       day - LAG(day) OVER (PARTITION BY account ORDER BY day),
       RANK() OVER (PARTITION BY account ORDER BY amount DESC)
FROM payments ORDER BY 1, 2, 3
"""
