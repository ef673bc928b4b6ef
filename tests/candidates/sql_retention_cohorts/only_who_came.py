# fails: A C D E
QUERY = """
SELECT u.signed_up / 7 AS cohort, (v.day - u.signed_up) / 7 AS n,
       c.users, COUNT(DISTINCT u.user_id),
       1.0 * COUNT(DISTINCT u.user_id) / c.users
FROM users u JOIN visits v USING (user_id)
JOIN (SELECT signed_up / 7 AS cohort, COUNT(DISTINCT user_id) AS users
      FROM users JOIN visits USING (user_id) GROUP BY 1) c
  ON c.cohort = u.signed_up / 7
GROUP BY 1, 2 ORDER BY 1, 2
"""
