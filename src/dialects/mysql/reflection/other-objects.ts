/** Returns the query for objects of a database that CREATE TABLE does not create. `place` occurs in it four times. */
export const otherObjectsQuery = (place: string): string =>
  `SELECT CONCAT(LOWER(ROUTINE_TYPE), ' ', ROUTINE_NAME) AS name FROM information_schema.ROUTINES WHERE ROUTINE_SCHEMA = ${place}
  UNION ALL SELECT CONCAT('event ', EVENT_NAME) FROM information_schema.EVENTS WHERE EVENT_SCHEMA = ${place}
  UNION ALL SELECT CONCAT('sequence ', TABLE_NAME) FROM information_schema.TABLES
    WHERE TABLE_TYPE = 'SEQUENCE' AND TABLE_SCHEMA = ${place}
  UNION ALL SELECT DISTINCT CONCAT('partitions of ', TABLE_NAME) FROM information_schema.PARTITIONS
    WHERE PARTITION_NAME IS NOT NULL AND TABLE_SCHEMA = ${place}`;
