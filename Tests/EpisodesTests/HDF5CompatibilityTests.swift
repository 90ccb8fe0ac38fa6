import Diagnostics
import Episodes
import Foundation
import TestSupport
import Testing

/// Other programs' view of our files, and files that other programs changed. Needs a Python with h5py: the one that
/// `ORRERY_TEST_PYTHON` names, else `python3`; without it these tests are skipped.
@Suite(.enabled(if: Python.hasH5py, "no Python with h5py")) struct HDF5CompatibilityTests {
  @Test func h5pyReadsEveryDataset() throws {
    try Sample.inFolder { folder in
      let path = try Sample.write([Sample.episode(seed: 4, frames: 5)], in: folder)
      let output = try Python.run(
        """
        import h5py, json, sys
        d = h5py.File(sys.argv[1])['data']
        g = d['demo_0']
        name = json.loads(d.attrs['env_args'])['env_name']
        print(d.attrs['total'], name, g.attrs['num_samples'], g.attrs['policy'].decode())
        print(g['obs/front_image'].shape, g['obs/front_image'].dtype, g['obs/side_depth'].dtype, g['actions'].shape)
        print(g['obs/front_extrinsic'].shape, sorted(g['objects']), g['contacts/frame'][:].tolist())
        """, path)
      #expect(
        output == """
          5 toy 5 push
          (5, 3, 4, 3) uint8 float32 (5, 2)
          (5, 4, 4) ['ball', 'cube'] [0, 2]

          """)
    }
  }

  /// What a change with h5py makes of the file, and the path that the error must name.
  @Test(arguments: [
    ("del g['obs/front_image']", "data/demo_0/obs/front_image"), ("del g['actions']", "data/demo_0/actions"),
    ("x = g['obs/front_image'][:].astype('f4'); del g['obs/front_image']; g['obs/front_image'] = x", "front_image"),
    ("x = g['actions'][:, 0]; del g['actions']; g['actions'] = x", "data/demo_0/actions"),
    ("x = g['obs/side_depth'][:3]; del g['obs/side_depth']; g['obs/side_depth'] = x", "side_depth"),
    ("x = g['states'][:2]; del g['states']; g['states'] = x", "states"),
    ("del g['contacts/force']", "contacts/force"), ("g['contacts/first'][0] = 99", "contacts"),
    ("del g['actions']; g['actions'] = 'text'", "actions"),
    ("f['data'].attrs['action_contract'] = '{'", "action_contract"),
    ("f['data'].attrs['format_version'] = 9", "format_version"), ("del f['data']", "sample.h5"),
  ]) func brokenFilesAreUserErrors(_ change: String, _ place: String) throws {
    try Sample.inFolder { folder in
      let path = try Sample.write([Sample.episode(seed: 4, frames: 5)], in: folder)
      _ = try Python.run(
        "import h5py, sys\nf = h5py.File(sys.argv[1], 'r+'); g = f['data/demo_0']\n\(change)", path)
      let error = #expect(throws: UserError.self) {
        let file = try EpisodeFile(path: path)
        _ = try file.episode(0, EpisodeSelection(cameras: ["front", "side"]))
      }
      #expect(
        error?.place.contains(path) == true && error?.place.contains(place) == true, "\(error.map(\.description) ?? "")"
      )
    }
  }

  @Test func plainRobomimicFilesAreRead() throws {
    try Sample.inFolder { folder in
      let path = "\(folder)/robomimic.h5"
      _ = try Python.run(
        """
        import h5py, numpy as np, sys
        f = h5py.File(sys.argv[1], 'w')
        for n in (0, 1, 10, 2):
            g = f.create_group(f'data/demo_{n}')
            g['actions'] = np.full((4, 7), n, 'f8'); g['obs/agentview_image'] = np.zeros((4, 8, 6, 3), 'u1')
        """, path)
      let data = try EpisodeDataset(path: path)
      #expect(data.count == 4 && data.header == nil)
      let last = try data.episode(3)
      #expect(last.actions[0] == Array(repeating: 10, count: 7))
      #expect(last.views[0].camera == "agentview" && last.views[0].height == 8 && last.views[0].width == 6)
    }
  }
}
