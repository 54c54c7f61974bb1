/** Backups of strangers: their upload, their restore, and how both are told in the words of the mission. */
package io.mudanza.gateway.backups;
