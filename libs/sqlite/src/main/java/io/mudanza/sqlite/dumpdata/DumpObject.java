package io.mudanza.sqlite.dumpdata;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * One object of a dump.
 *
 * @param model  {@code app.model}, lower case
 * @param pk     primary key; null when it was left out
 * @param fields values by field
 */
record DumpObject(String model, JsonNode pk, JsonNode fields) {}
