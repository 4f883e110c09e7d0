import type { Locate } from '../activities/doctor/finding.ts';
import { readDocument } from '../config/document.ts';

/** @returns where things stand in a programme's text, as `FILE:LINE`: the key itself, or what would enclose it. */
export function placesIn(source: string, file: string): Locate {
  const { places } = readDocument(source);
  return (...path) => {
    for (let length = path.length; length > 0; length -= 1) {
      const place = places.get(JSON.stringify(path.slice(0, length)));
      if (place) return `${file}:${source.slice(0, place.key).split('\n').length}`;
    }
    return file;
  };
}
