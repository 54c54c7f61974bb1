package io.mudanza.engine.people;

import java.util.Map;

/**
 * A user of the backup who may be one of the live platform.
 *
 * @param id    id as text
 * @param email e-mail address
 * @param power columns of power and of the password, as text, null for null
 */
record BackupPerson(String id, String email, Map<String, String> power) {}
