/** What a dry run tells: which tables move, in what order, at what cost, and what stays behind. */
package io.mudanza.importing.plan;
