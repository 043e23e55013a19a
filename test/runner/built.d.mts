export declare function built(path: string): string;
