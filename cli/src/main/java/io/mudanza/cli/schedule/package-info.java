/** Exports on a timetable. */
package io.mudanza.cli.schedule;
