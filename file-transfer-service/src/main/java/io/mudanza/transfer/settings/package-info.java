/** What an operator may set for the transfer of bytes. */
package io.mudanza.transfer.settings;
