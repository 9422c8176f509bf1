import { useContext, useEffect, useRef, type RefObject } from 'react';
import { Menu } from './Menu.tsx';
import { PicturesContext, type PictureKind } from './pictures.ts';

interface PictureMenuProps {
  readonly kind: PictureKind;
  /** What is to be seen on the picture. */
  readonly picture: RefObject<HTMLElement | null>;
  readonly title: string;
  readonly note: string;
}

/** Saves what is drawn, as it is drawn now. */
export function PictureMenu({ kind, picture, title, note }: PictureMenuProps) {
  const pictures = useContext(PicturesContext);
  const words = useRef({ title, note });
  useEffect(() => {
    words.current = { title, note };
  });
  useEffect(() => {
    const { shown } = pictures ?? {};
    const show = () => (picture.current === null ? null : { element: picture.current, ...words.current });
    shown?.set(kind, show);
    return () => {
      if (shown?.get(kind) === show) shown.delete(kind);
    };
  }, [pictures, kind, picture]);
  if (pictures === null) return null;
  const png = {
    title: 'PNG',
    detail: 'Pixels, twice as fine as on the screen',
    run: () => pictures.save(kind, 'png'),
  };
  const svg = {
    title: 'SVG',
    detail: 'A drawing, sharp at any size',
    run: () => pictures.save(kind, 'svg'),
  };
  return (
    <Menu
      label={`Save ${title} as a picture`}
      icon="picture"
      isAtEnd
      isOver
      sections={[{ title: 'Save as a picture', items: [svg, png] }]}
    />
  );
}
