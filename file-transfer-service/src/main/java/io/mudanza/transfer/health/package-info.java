/** Whether this service can do its work. */
package io.mudanza.transfer.health;
