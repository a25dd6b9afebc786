/** What the tables tell a screen reader; the keys are ag-grid's own. */
export const grid = {
  ariaRowToggleSelection: '按空格键选择或取消此行',
  ariaRowSelectAll: '按空格键选择或取消全部行',
  ariaHeaderSelection: '可全选的列',
  ariaSortableColumn: '按回车键排序',
  ariaChecked: '已选',
  ariaUnchecked: '未选',
  ariaIndeterminate: '部分已选',
} as const;
