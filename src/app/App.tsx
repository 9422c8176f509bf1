export function App() {
  return <h1>Orderscope</h1>;
}
