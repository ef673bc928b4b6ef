# fails: A B
QUERY = """
SELECT customer, email FROM changes
WHERE change_id IN (SELECT MAX(change_id) FROM changes GROUP BY customer)
  AND op = 'set'
ORDER BY customer
"""
