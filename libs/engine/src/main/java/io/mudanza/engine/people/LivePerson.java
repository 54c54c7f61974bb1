package io.mudanza.engine.people;

import java.util.Map;

/**
 * A superuser of the live platform.
 *
 * @param id       id as text
 * @param email    e-mail address; null for none
 * @param survivor whether the merge has to keep this user
 * @param values   all columns that can be written, as text, null for null
 */
record LivePerson(String id, String email, boolean survivor, Map<String, String> values) {}
