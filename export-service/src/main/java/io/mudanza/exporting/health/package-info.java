/** Whether this service can do its work. */
package io.mudanza.exporting.health;
