/** The rows of a SQLite file on their way into tables of the target: which goes where, converted, counted. */
package io.mudanza.sqlite.intake;
