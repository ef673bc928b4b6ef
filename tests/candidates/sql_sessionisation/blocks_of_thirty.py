# fails: A B D E
QUERY = """
SELECT user_id,
       DENSE_RANK() OVER (PARTITION BY user_id ORDER BY at / 30) AS session,
       MIN(at), MAX(at), COUNT(*)
FROM events
GROUP BY user_id, at / 30
ORDER BY user_id, session
"""
