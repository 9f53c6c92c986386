/** Keywords of the dialects that are built in, such as `sqliteWhere`, with the dialect as the first group. */
export const dialectKeyword = /^(sqlite|postgresql|mysql|mariadb|mssql|oracle)[A-Z]/;
