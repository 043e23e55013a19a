// The tail view in a plain browser, on generated data: ?rows=1000000&rate=5000&theme=light
import './installEditor';
import '../tail/main';
