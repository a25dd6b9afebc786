/** The documents that the rule tables rest on, named once. */
export const SSE_2006 = 'SSE 上海证券交易所交易规则, 2006-05-15, in force 2006-07-01';
export const SSE_2018 = 'SSE 上海证券交易所交易规则（2018年修订）, 2018-08-06, in force 2018-08-20';
export const SSE_2023 = 'SSE 上海证券交易所交易规则（2023年修订）, 2023-02-17, applied since 2023-04-10';
export const SSE_2026 = 'SSE 上海证券交易所交易规则（2026年修订）, 2026-04-24, in force 2026-07-06';
export const STAR_2019 = 'SSE 科创板股票交易特别规定, 2019-03-01, first trading day 2019-07-22';
export const SZSE_2006 = 'SZSE 深圳证券交易所交易规则, 2006-05-15, in force 2006-07-01';
export const SZSE_2023 = 'SZSE 深圳证券交易所交易规则（2023年修订）, 2023-02-17, applied since 2023-04-10';
export const SZSE_2026 = 'SZSE 深圳证券交易所交易规则（2026年修订）, 2026-04-24, in force 2026-07-06';
export const CHINEXT_2020 = 'SZSE 创业板交易特别规定, 2020-06-12, in force 2020-08-24';
export const BSE_2021 = 'BSE 北京证券交易所交易规则（试行）, 2021-11-02, in force 2021-11-15';
export const SSE_BONDS_2022 = 'SSE 上海证券交易所债券交易规则, 2022-01-27, in force 2022-05-16';
export const CONVERTIBLES_2022 = 'SSE and SZSE 可转换公司债券交易实施细则, 2022-07-29, in force 2022-08-01';
export const SSE_RULES = `${SSE_2006}; unchanged in 2018, 2023 and 2026`;
export const SZSE_RULES = `${SZSE_2006}; unchanged in 2023 and 2026`;
export const SSE_SZSE_RULES = 'SSE and SZSE 交易规则, 2006-05-15; unchanged in 2023 and 2026';

export const UNVERIFIED = ' (unverified)';
