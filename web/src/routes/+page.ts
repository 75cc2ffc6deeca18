import { redirect } from '@sveltejs/kit';

/** With what an invitation's link says. */
export function load({ url }: { url: URL }): never {
    redirect(307, `/trade${url.search}`);
}
