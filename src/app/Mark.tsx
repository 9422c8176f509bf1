/** The sign of the page: an available and a held part of one whole. */
export function Mark({ className }: { readonly className?: string | undefined }) {
  return <img src="./icon.svg" alt="" className={className} width={18} height={18} />;
}
