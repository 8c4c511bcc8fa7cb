/* SPDX-License-Identifier: MIT */
/* db/record/backup.h - a copy of the file that can be trusted. */
#ifndef DB_RECORD_BACKUP_H
#define DB_RECORD_BACKUP_H

#include "db/rc.h"

/* A consistent, verified copy at @dest (written aside, fsync, rename), while others work. */
enum db_rc db_backup(struct db *db, const char *dest) MUST_CHECK;

#endif
