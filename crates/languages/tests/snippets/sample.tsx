import React, { useState, type ReactNode } from 'react';
import * as UI from './ui';
export interface Props<T> extends React.HTMLAttributes<HTMLDivElement> { items: T[]; render?: (item: T) => ReactNode; }

export const List = <T extends { id: string },>({ items, render = String, ...rest }: Props<T>): JSX.Element => {
  const [open, setOpen] = useState<boolean>(false);
  return (
    <UI.Panel {...rest} className="list" data-open={open} onClick={() => setOpen((was) => !was)}>
      {items.map((item) => <li key={item.id}>{render(item)} &amp; more</li>)}
      {open ? <Footer<T> items={items} /> : null}
      <></>
    </UI.Panel>
  );
};

function Footer<T>(props: { items: T[] }) { return <svg:path d={`M${props.items.length}`} />; }
export default class App extends React.Component<Props<string>, { count: number }> {
  state = { count: 0 };
  override render() { return <List items={['a', 'b']} render={this.item as any} {...this.props} />; }
  private item = (text: string): ReactNode => <b>{text!.trim()}</b>;
}
