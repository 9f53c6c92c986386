const names = /\borm\b|\bdeclarative|\bSession\b|\bsessionmaker\b|\bSQLModel\b/;

/** Whether a text may use objects of mapped classes, some of whose attributes are read from the database when they are asked for. */
export const usesObjects = (text: string): boolean => names.test(text);
